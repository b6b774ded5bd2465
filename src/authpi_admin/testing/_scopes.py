"""Which scopes of a credential cover the scope that an operation needs."""


def covers(granted: str, needed: str) -> bool:
    """Whether a granted scope such as `issuers.users:read` covers a needed one.

    The rules are those published for application scopes: an action `*` or `**` is any action, `res:**` is also every
    `res.sub`, `*` is every resource without a dot, and `*:**` is everything. That `manage` is any action is inferred
    from its name.
    """
    granted_resource, _, granted_action = granted.partition(":")
    resource, _, action = needed.partition(":")
    deep = granted_action == "**"
    if granted_resource == "*":
        is_resource = deep or "." not in resource
    else:
        is_resource = granted_resource == resource or (deep and resource.startswith(granted_resource + "."))
    return is_resource and granted_action in {action, "*", "**", "manage"}
