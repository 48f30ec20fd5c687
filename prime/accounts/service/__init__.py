"""Commands on accounts, by noun: the way in, people, addresses, organisations, keys."""

from prime.accounts.service.addresses import confirm_email_change as confirm_email_change
from prime.accounts.service.addresses import correct_email as correct_email
from prime.accounts.service.addresses import note_email_reaches as note_email_reaches
from prime.accounts.service.addresses import request_email_change as request_email_change
from prime.accounts.service.keys import create_key as create_key
from prime.accounts.service.keys import revoke_key as revoke_key
from prime.accounts.service.organisations import ensure_council as ensure_council
from prime.accounts.service.organisations import rename_organisation as rename_organisation
from prime.accounts.service.people import create_user as create_user
from prime.accounts.service.people import grant_role as grant_role
from prime.accounts.service.people import invite_user as invite_user
from prime.accounts.service.people import offboard_user as offboard_user
from prime.accounts.service.people import restore_user as restore_user
from prime.accounts.service.people import revoke_role as revoke_role
from prime.accounts.service.people import suspend_user as suspend_user
from prime.accounts.service.signing_in import accept_invitation as accept_invitation
from prime.accounts.service.signing_in import change_password as change_password
from prime.accounts.service.signing_in import mint_token as mint_token
from prime.accounts.service.signing_in import request_sign_in_link as request_sign_in_link
from prime.accounts.service.signing_in import sign_in as sign_in
from prime.accounts.service.signing_in import sign_in_with_link as sign_in_with_link
from prime.accounts.service.signing_in import sign_out as sign_out
