// Placeholder: this room is being furnished.
