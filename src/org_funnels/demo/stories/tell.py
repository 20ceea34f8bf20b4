"""Tell all stories, the customers' first: others happen in their orgs."""

from org_funnels.demo.stories import clients, customers, deliveries, orgs, users
from org_funnels.demo.stories.stage import Stage
from org_funnels.demo.world import World


def tell_stories(world: World) -> Stage:
    """The stage after the last story."""
    stage = Stage(world)
    for theme in (customers, orgs, users, deliveries, clients):
        theme.tell(stage)
    return stage
