"""The balance, the ledger, usage, invoices and payment methods of an account."""

from authpi_admin import AuthPIAdmin


async def balance(admin: AuthPIAdmin) -> None:
    # --8<-- [start:balance]
    for account in await admin.accounts.list():
        print(account.balance_usd, account.billing_mode)  # 0.000000 ungated
    # --8<-- [end:balance]


async def ledger(admin: AuthPIAdmin) -> None:
    await admin.credits.create_topup()
    # --8<-- [start:ledger]
    async for entry in admin.credits.ledger_all():
        print(entry.created_time, entry.type, entry.amount_usd, entry.balance_after_usd)
    # --8<-- [end:ledger]


async def usage(admin: AuthPIAdmin) -> None:
    # --8<-- [start:usage]
    for usage in await admin.usage.list(period="2026-10"):
        for line in usage.lines:
            print(line.dimension, line.count, line.amount_usd)

    estimate = await admin.usage.estimate()
    print(estimate.period, estimate.total_usd, estimate.trial)
    # --8<-- [end:usage]


async def invoices(admin: AuthPIAdmin) -> None:
    # --8<-- [start:invoices]
    for invoice in await admin.invoices.list(limit=12):
        print(invoice.period, invoice.status, invoice.total_usd, invoice.invoice_pdf)
    # --8<-- [end:invoices]


async def payment_methods(admin: AuthPIAdmin) -> None:
    # --8<-- [start:payment-methods]
    method = await admin.payment_methods.create({"type": "x402"})
    await admin.payment_methods.update(method.id, {"enabled": False})

    (account,) = await admin.accounts.list()
    for method in account.payment_methods or []:
        print(method.type, method.enabled)  # x402 False
    # --8<-- [end:payment-methods]


async def topup(admin: AuthPIAdmin) -> None:
    # --8<-- [start:topup]
    topup = await admin.credits.create_topup(idempotency_key="topup-2026-11")
    print(topup.duplicate, topup.balance_usd)
    # --8<-- [end:topup]
