"""What each move does: one function a move, the actor as ``by``, one transaction each."""
