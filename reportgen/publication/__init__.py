"""What a release says of itself to those who catalogue, cite, share and check it."""
