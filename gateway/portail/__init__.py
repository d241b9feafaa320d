"""The portal: pages that present a space to the people who use it; they read, they never write."""
