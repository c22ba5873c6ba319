"""AWS inside the test process; see `infra.local.inprocess_aws`."""

from infra.local.inprocess_aws import Account, account, environment, install, make_resources

__all__ = ["Account", "account", "environment", "install", "make_resources"]
