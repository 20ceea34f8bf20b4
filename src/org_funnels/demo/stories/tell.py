"""Tell all stories, in the order in which they are listed."""

from org_funnels.demo.stories.stage import Stage
from org_funnels.demo.world import World


def tell_stories(world: World) -> Stage:
    """The stage after the last story."""
    return Stage(world)
