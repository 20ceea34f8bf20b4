"""The tracking plan: the contract from which models, seeds and dashboards are written."""

from org_funnels.tracking_plan.loader import load_plan
from org_funnels.tracking_plan.plan import TrackingPlan
from org_funnels.tracking_plan.problem import PlanError, Problem

__all__ = ["PlanError", "Problem", "TrackingPlan", "load_plan"]
