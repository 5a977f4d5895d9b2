"""Getting in: logging in and out, second factors, invitations, the own account, the demo's personas."""
