"""Tests of the rules of reference data, without input or output."""
