"""Commands of billing, by noun: issued papers and the money for them, and months with their runs."""

from prime.billing.service.invoices import credit as credit
from prime.billing.service.invoices import record_payment as record_payment
from prime.billing.service.invoices import reverse_payment as reverse_payment
from prime.billing.service.invoices import send_again as send_again
from prime.billing.service.runs import exclude as exclude
from prime.billing.service.runs import fail_share as fail_share
from prime.billing.service.runs import issue_share as issue_share
from prime.billing.service.runs import lift as lift
from prime.billing.service.runs import retry_share as retry_share
from prime.billing.service.runs import set_seller as set_seller
from prime.billing.service.runs import start_run as start_run
