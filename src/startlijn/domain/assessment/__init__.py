"""Joint assessment: people of different organisations judge what a starter hands in, and somebody decides."""
