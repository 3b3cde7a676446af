"""No addresses: the worker of these tests makes no links, and starts sooner without the pages."""

urlpatterns: list = []
