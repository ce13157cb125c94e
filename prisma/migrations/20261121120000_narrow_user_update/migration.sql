-- Who is an administrator is decided when the account is made. No request, not even one's own, may change it afterwards.
REVOKE UPDATE ON app_user FROM parallax_app;
GRANT UPDATE (email, name, session_version) ON app_user TO parallax_app;
