"""Addresses of bringing in a pack and checking it: criteria and duties."""

from __future__ import annotations

from django.urls import path

from vacancies.views import arranging, criteria, duties, packs, review, rows

OF = "vacancies/<str:ref>"

urlpatterns = [
    path(f"{OF}/import/", packs.ImportView.as_view(), name="import"),
    path(f"{OF}/import/<int:pk>/", packs.ImportingView.as_view(), name="importing"),
    path(f"{OF}/import/file/", packs.SourceFileView.as_view(), name="source_file"),
    path(f"{OF}/specification/", review.ReviewView.as_view(), name="review"),
    path(f"{OF}/specification/settle/", review.SettleView.as_view(), name="settle"),
    path(f"{OF}/specification/add/", criteria.AddView.as_view(), name="criterion_add"),
    path(f"{OF}/specification/move/", arranging.MoveView.as_view(), name="review_move"),
    path(f"{OF}/specification/sections/", arranging.HeadingsView.as_view(), name="review_headings"),
    path(f"{OF}/specification/undo/", rows.UndoView.as_view(), name="review_undo"),
    path(f"{OF}/specification/<int:pk>/", criteria.EditView.as_view(), name="criterion"),
    path(f"{OF}/specification/<int:pk>/split/", arranging.SplitView.as_view(), name="review_split"),
    path(f"{OF}/duties/", duties.DutiesView.as_view(), name="duties"),
    path(f"{OF}/duties/add/", duties.AddDutiesView.as_view(), name="duties_add"),
    path(f"{OF}/duties/move/", arranging.MoveView.as_view(home="duties"), name="duties_move"),
    path(f"{OF}/duties/headings/", arranging.HeadingsView.as_view(home="duties"), name="duties_headings"),
    path(f"{OF}/duties/undo/", rows.UndoView.as_view(home="duties"), name="duties_undo"),
    path(f"{OF}/duties/<int:pk>/", duties.EditDutiesView.as_view(), name="duties_edit"),
    path(f"{OF}/duties/<int:pk>/delete/", duties.DeleteDutiesView.as_view(), name="duties_delete"),
    path(f"{OF}/duties/rows/<int:pk>/split/", arranging.SplitView.as_view(home="duties"), name="duties_split"),
]
