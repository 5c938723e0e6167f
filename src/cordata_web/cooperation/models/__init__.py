"""What is stored of cooperation: figures with their sources, projects, results, and drafts of meta-clusters."""

from cordata_web.cooperation.models.figures import Dataset, Figure, JointProjects
from cordata_web.cooperation.models.metaclusters import MetaCluster
from cordata_web.cooperation.models.projects import Participation, Project
from cordata_web.cooperation.models.results import Result

__all__ = ["Dataset", "Figure", "JointProjects", "MetaCluster", "Participation", "Project", "Result"]
