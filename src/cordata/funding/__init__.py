"""Ways of paying compared: the instruments of funders for territories."""
