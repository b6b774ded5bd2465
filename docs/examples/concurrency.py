"""Writes with ETags, so that no change of another client is lost."""

from authpi_admin.scopes import IssuerScope


async def if_match(issuer: IssuerScope) -> None:
    # --8<-- [start:if-match]
    from authpi_admin import PreconditionFailedError

    organization = await issuer.organizations.create(
        {"name": "Acme", "metadata": {"plan": "free"}}
    )
    await issuer.organizations.update(
        organization.id, {"metadata": {"plan": "pro"}}, if_match=organization
    )

    try:
        await issuer.organizations.update(
            organization.id, {"name": "Acme Ltd"}, if_match=organization
        )
    except PreconditionFailedError:
        # Read it again, then decide.
        organization = await issuer.organizations.get(organization.id)
        print(organization.metadata)  # {'plan': 'pro'}
    # --8<-- [end:if-match]


async def edit_seats(issuer: IssuerScope) -> None:
    # --8<-- [start:edit]
    from authpi_admin import edit
    from authpi_admin.types import Organization, UpdateOrganizationInput

    created = await issuer.organizations.create(
        {"name": "Acme", "metadata": {"seats": 1}}
    )

    def one_more_seat(organization: Organization) -> UpdateOrganizationInput | None:
        metadata = organization.metadata or {}
        if metadata["seats"] == organization.max_members:
            return None  # nothing to change
        return {"metadata": {**metadata, "seats": metadata["seats"] + 1}}

    organization = await edit(issuer.organization(created.id), one_more_seat)
    print(organization.metadata)  # {'seats': 2}
    # --8<-- [end:edit]


async def etag_text(issuer: IssuerScope) -> None:
    user = await issuer.users.create({"email": "alice@example.com"})
    # --8<-- [start:text]
    etag = user.etag  # text: send it to a browser, and get it back with the change
    assert etag
    user = await issuer.user(user.id).update(
        {"metadata": {"seen": True}}, if_match=etag
    )
    print(user.etag != etag)  # True
    # --8<-- [end:text]


async def delete(issuer: IssuerScope) -> None:
    user_id = (await issuer.users.create({"email": "alice@example.com"})).id
    # --8<-- [start:delete]
    user = await issuer.users.get(user_id)
    if user.status == "active":
        await issuer.users.delete(user_id, if_match=user)
    # --8<-- [end:delete]


async def body_of_a_model(issuer: IssuerScope) -> None:
    # --8<-- [start:body]
    from authpi_admin.types import UserProfileInput, with_extra

    user = await issuer.users.create(
        {"email": "dave@example.com", "display_name": "Dave"}
    )
    profile = with_extra(
        UserProfileInput(display_name="David"),
        user.profile.model_dump(exclude_unset=True),
    )
    user = await issuer.user(user.id).update({"profile": profile}, if_match=user)
    print(user.profile.display_name)  # David
    # --8<-- [end:body]
