"""What may happen, step by step; knows neither HTTP nor SQL."""
