"""Actions of the panel: each form calls a command of the product and shows its refusal."""
