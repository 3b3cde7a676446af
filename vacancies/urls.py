"""Addresses of vacancies: for everybody under /jobs/, for HR and head under /vacancies/."""

from __future__ import annotations

from django.urls import path

from vacancies import urls_advert, urls_pack, urls_public, urls_wording
from vacancies.views import (
    advert,
    dates,
    ending,
    listing,
    publishing,
    start,
)
from vacancies.views.history import HistoryView
from vacancies.views.pay import PayEditionView, PayView

app_name = "vacancies"
OF = "vacancies/<str:ref>"

urlpatterns = [
    *urls_public.urlpatterns,
    *urls_advert.urlpatterns,
    path("vacancies/", listing.ListView.as_view(), name="list"),
    path("vacancies/new/", start.NewView.as_view(), name="new"),
    path("vacancies/templates/", start.TemplatesView.as_view(), name="templates"),
    path("vacancies/templates/<str:ref>/delete/", start.DeleteTemplateView.as_view(), name="delete_template"),
    path(f"{OF}/template/", start.SaveTemplateView.as_view(), name="save_template"),
    *urls_pack.urlpatterns,
    *urls_wording.urlpatterns,
    path(f"{OF}/advert/", advert.AdvertView.as_view(), name="advert"),
    path(f"{OF}/details/", advert.DetailsView.as_view(), name="details"),
    path(f"{OF}/statements/", advert.StatementsView.as_view(), name="statements"),
    path(f"{OF}/dates/", dates.DatesView.as_view(), name="dates"),
    path(f"{OF}/pay/", PayView.as_view(), name="pay"),
    path(f"{OF}/pay/edition/", PayEditionView.as_view(), name="pay_edition"),
    path(f"{OF}/publish/", publishing.PublishView.as_view(), name="publish"),
    path(f"{OF}/publish/waive/", publishing.WaiveView.as_view(), name="waive"),
    path(f"{OF}/publish/take-back/", publishing.TakeBackView.as_view(), name="take_back"),
    path(f"{OF}/extend/", ending.ExtendView.as_view(), name="extend"),
    path(f"{OF}/open-again/", ending.ReopenView.as_view(), name="reopen"),
    path(f"{OF}/close/", ending.CloseView.as_view(), name="close"),
    path(f"{OF}/withdraw/", ending.WithdrawView.as_view(), name="withdraw"),
    path(f"{OF}/end/", ending.EndView.as_view(), name="end"),
    path(f"{OF}/take-up/", ending.TakeUpView.as_view(), name="take_up"),
    path(f"{OF}/history/", HistoryView.as_view(), name="history"),
]
