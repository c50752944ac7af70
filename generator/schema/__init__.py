"""The schemas: the single definition of every field, and the one reader of them for all rooms."""

from generator.schema.schemas import Schemas
from generator.schema.shape import Shape
from generator.schema.vocabulary import FORMATS, VOCABULARY

__all__ = ["FORMATS", "VOCABULARY", "Schemas", "Shape"]
