"""Operations find people: a list is taken in, a person of it joins the talent pool, is asked about a role; a view is kept."""

import re

from playwright.async_api import expect

from prime.accounts.permissions import Role
from tests.support.pages import follow_link, go_on, look, look_plain, open_mail

ADA = "ada.testwood@people.example"
LIST = f"Forename,Surname,E-mail,Mobile\nAda,Testwood,{ADA},01632 960 001\nBen,,nobody,\n"


async def test_a_person_of_a_list_joins_the_pool_and_is_asked_about_a_role(enter):
    office = await enter(Role.OPERATIONS)
    await office.goto("/candidates/lists/new")
    await look(office)
    await office.get_by_label("The talent pool").check()
    await office.get_by_label("Where do the names come from?").fill("Careers fair in Reading")
    await office.get_by_label("List of people").set_input_files({"name": "fair.csv", "mimeType": "text/csv", "buffer": LIST.encode()})
    await go_on(office.get_by_role("button", name="Continue"))
    await expect(office.get_by_label("First name")).to_have_value("0")
    await look(office)
    await go_on(office.get_by_role("button", name="Check the rows"))
    await expect(office.get_by_role("table", name="Refused rows")).to_contain_text("Enter the last name")
    await look(office)
    await go_on(office.get_by_role("button", name="Take in 1 person"))
    await expect(office.get_by_role("heading", level=1)).to_have_text("Imported list")

    # On a phone without JavaScript, and without a password: the link of the mail leads on to the page that it is about.
    ada = await enter(phone=True, javascript=False)
    await open_mail(ada, ADA, "May we ask you about roles")
    await follow_link(ada)
    await go_on(ada.get_by_role("link", name="Email me a sign-in link instead"))
    await ada.get_by_label("Email address").fill(ADA)
    await go_on(ada.get_by_role("button", name="Send the link"))
    await open_mail(ada, ADA, re.compile("sign in", re.IGNORECASE))
    await follow_link(ada)
    await go_on(ada.get_by_role("button", name="Sign in"))
    await expect(ada.get_by_role("heading", level=1)).to_have_text("Talent pool")
    await look_plain(ada)
    await go_on(ada.get_by_role("button", name="Join the talent pool"))
    await expect(ada.get_by_role("heading", name="There is a problem")).to_be_visible()
    await ada.get_by_label("Level of role").select_option(index=2)
    await ada.get_by_label("Where would you work?").fill("Kingston or Richmond")
    await ada.get_by_label("I agree to this").check()
    await go_on(ada.get_by_role("button", name="Join the talent pool"))
    await expect(ada.get_by_role("main")).to_contain_text("You are in the talent pool until")
    await look_plain(ada)

    await office.goto("/candidates/pool?place=richmond")
    await expect(office.get_by_role("table", name="Talent pool")).to_contain_text("Ada Testwood")
    await look(office)
    await office.get_by_label("Choose Ada Testwood").check()
    await go_on(office.get_by_role("button", name="Ask about a role"))
    await look(office)
    await office.get_by_label("Role", exact=True).select_option(index=1)
    await go_on(office.get_by_role("button", name="Send the question"))
    await open_mail(ada, ADA, "would you like to apply")
    await expect(ada.get_by_role("main")).to_contain_text("You owe us no answer")


async def test_filters_are_kept_as_a_view(enter):
    champion = await enter(Role.CHAMPION)
    await champion.goto("/candidates?view=list&turn=champion")
    await go_on(champion.get_by_role("link", name="Save this view"))
    await champion.get_by_label("Name of the view").fill("Waiting for me")
    await look(champion)
    await go_on(champion.get_by_role("button", name="Save"))
    await expect(champion.get_by_role("link", name="Waiting for me")).to_have_attribute("aria-current", "page")
    await look(champion)
    await go_on(champion.get_by_role("link", name="Rename or remove views"))
    await look(champion)
    await go_on(champion.get_by_role("button", name="Remove Waiting for me"))
    await expect(champion.get_by_role("main")).to_contain_text("You have saved no view yet")
