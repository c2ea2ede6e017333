"""What the recipes share: the parts of the product, its licences, its manual, its completions."""
