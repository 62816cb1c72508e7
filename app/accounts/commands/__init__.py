"""What changes units, officers and roles; every act names who does it."""
