"""The Litestar kit that every module of pages and routes uses; knows no domain."""
