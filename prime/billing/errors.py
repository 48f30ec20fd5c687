"""What can go wrong with billing."""

from prime.core.errors import Conflict


class MonthBilled(Conflict):
    """The month has a run; `run_id` names it."""

    slug, title = "month-billed", "This month has been billed"


class NothingToBill(Conflict):
    """No approved week is waiting."""

    slug, title = "nothing-to-bill", "There is nothing to bill"


class PreviewChanged(Conflict):
    """Weeks were approved, left out or taken back since the preview was looked at."""

    slug, title = "preview-changed", "The preview has changed"


class PurchaseOrderMissing(Conflict):
    """A council takes no invoice without a PO number, and some weeks have none."""

    slug, title = "purchase-order-missing", "A PO number is missing"


class SellerMissing(Conflict):
    """Nobody has entered what an invoice must say about us."""

    slug, title = "seller-missing", "The seller has not been entered"


class DemonstrationSeller(Conflict):
    """The seller on that day was invented for the demonstration, and this is production."""

    slug, title = "demonstration-seller", "The seller is only a demonstration"


class NotBillable(Conflict):
    """The week is not approved, is billed already, or is left out already."""

    slug, title = "not-billable", "This week cannot be left out"


class ShareSettled(Conflict):
    """The part of the run has been issued, or is being worked on."""

    slug, title = "share-settled", "There is nothing to try again"


class InvoiceCredited(Conflict):
    """A credit note has taken the invoice back."""

    slug, title = "invoice-credited", "This invoice has been credited"


class InvoicePaid(Conflict):
    """Money stands on the invoice, so it cannot be credited until the payment is reversed."""

    slug, title = "invoice-paid", "Money has been received for this invoice"


class PaymentReversed(Conflict):
    """The payment has been reversed, or is a reversal itself."""

    slug, title = "payment-reversed", "This payment cannot be reversed"
