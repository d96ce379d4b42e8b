"""Endpoints that a text lists: `POST /orders/{id}/cancel - cancels an order`."""
