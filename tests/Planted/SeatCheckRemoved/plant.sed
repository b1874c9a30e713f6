s/wanted > 0 \&\& wanted <= free/wanted > 0/
