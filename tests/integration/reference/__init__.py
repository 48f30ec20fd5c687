"""Tests of reference data against PostgreSQL."""
