"""What must happen exactly once, later or elsewhere: mail, jobs, and requests that may be sent twice."""
