"""Campaigns: long runs that try to make pacs-watch lose or double something (docs/reliability.md)."""
