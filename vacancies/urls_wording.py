"""Addresses of the wording checks and of the bank of criteria."""

from __future__ import annotations

from django.urls import path

from vacancies.views import wording
from vacancies.views.bank import BankView

OF = "vacancies/<str:ref>"

urlpatterns = [
    path(f"{OF}/publish/mend/", wording.MendView.as_view(), name="mend"),
    path(f"{OF}/publish/mend-all/", wording.MendAllView.as_view(), name="mend_all"),
    path(f"{OF}/publish/undo/", wording.UndoView.as_view(), name="undo_mend"),
    path(f"{OF}/publish/leave/", wording.LeaveView.as_view(), name="leave"),
    path(f"{OF}/publish/take-up/", wording.TakeUpView.as_view(), name="take_advice_up"),
    path(f"{OF}/publish/checks/", wording.ChecksView.as_view(), name="wording_checks"),
    path(f"{OF}/specification/bank/", BankView.as_view(), name="bank"),
]
