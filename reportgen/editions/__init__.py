"""Editions: what a resolved document becomes. Each writer returns bytes and knows no other edition."""
