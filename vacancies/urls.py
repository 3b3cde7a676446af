"""Addresses of vacancies: for everybody under /jobs/, for HR and head under /vacancies/."""

from __future__ import annotations

from django.urls import path

from vacancies.views import advert, criteria, duties, ending, listing, packs, public, publishing, review
from vacancies.views.history import HistoryView

app_name = "vacancies"
OF = "vacancies/<str:ref>"

urlpatterns = [
    path("jobs/", public.PublicListView.as_view(), name="public_list"),
    path("jobs/<str:ref>/", public.PublicDetailView.as_view(), name="public_detail"),
    path("jobs/<str:ref>/pack.pdf", public.PublicPackView.as_view(), name="public_pack"),
    path("vacancies/", listing.ListView.as_view(), name="list"),
    path("vacancies/new/", listing.NewView.as_view(), name="new"),
    path(f"{OF}/import/", packs.ImportView.as_view(), name="import"),
    path(f"{OF}/import/file/", packs.SourceFileView.as_view(), name="source_file"),
    path(f"{OF}/advert/", advert.AdvertView.as_view(), name="advert"),
    path(f"{OF}/details/", advert.DetailsView.as_view(), name="details"),
    path(f"{OF}/statements/", advert.StatementsView.as_view(), name="statements"),
    path(f"{OF}/dates/", advert.DatesView.as_view(), name="dates"),
    path(f"{OF}/duties/", duties.DutiesView.as_view(), name="duties"),
    path(f"{OF}/duties/add/", duties.AddDutiesView.as_view(), name="duties_add"),
    path(f"{OF}/duties/<int:pk>/", duties.EditDutiesView.as_view(), name="duties_edit"),
    path(f"{OF}/duties/<int:pk>/delete/", duties.DeleteDutiesView.as_view(), name="duties_delete"),
    path(f"{OF}/specification/", review.ReviewView.as_view(), name="review"),
    path(f"{OF}/specification/settle/", review.SettleView.as_view(), name="settle"),
    path(f"{OF}/specification/add/", criteria.AddView.as_view(), name="criterion_add"),
    path(f"{OF}/specification/<int:pk>/", criteria.EditView.as_view(), name="criterion"),
    path(f"{OF}/specification/<int:pk>/move/", criteria.MoveView.as_view(), name="criterion_move"),
    path(f"{OF}/specification/<int:pk>/delete/", criteria.DeleteView.as_view(), name="criterion_delete"),
    path(f"{OF}/preview/", publishing.PreviewView.as_view(), name="preview"),
    path(f"{OF}/preview/pack.pdf", publishing.PreviewPackView.as_view(), name="preview_pack"),
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
