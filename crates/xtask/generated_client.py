"""Logs in and lists with the client that openapi-python-client made of the published document.

Every name below is derived by the generator from an operationId or a schema; nothing is written by hand.
Arguments: the server's address, the password of the demo accounts.
"""

import importlib
import pkgutil
import sys

import sanfang_client.api
from sanfang_client import AuthenticatedClient, Client, models


def operation(name):
    """The module of one operation, whatever its tag."""
    for module in pkgutil.walk_packages(sanfang_client.api.__path__, "sanfang_client.api."):
        if module.name.endswith("." + name):
            return importlib.import_module(module.name)
    raise SystemExit(f"the generated client has no operation {name}")


def main():
    url, password = sys.argv[1:]
    request = models.LoginRequest.from_dict(
        {"portal": "school", "login": "school01", "password": password}
    )
    reply = operation("login").sync(client=Client(base_url=url), body=request)
    assert isinstance(reply, models.TokenReply), reply
    client = AuthenticatedClient(base_url=url, token=reply.access_token)

    account = operation("get_account").sync(client=client)
    assert account.login == "school01", account
    page = operation("search_cases").sync(client=client, body=models.CaseSearch.from_dict({}))
    assert page.items, "the demo world has cases, the list is empty"
    print(f"generated client: {account.login} sees {len(page.items)} cases")


main()
