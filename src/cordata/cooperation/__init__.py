"""Where cooperation between regions and clusters would pay: specialisation, relatedness, complexity, potential, proof."""
