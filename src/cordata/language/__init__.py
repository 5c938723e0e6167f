"""What a text says: its language, its concepts, its meaning as a vector. Everything runs on this machine."""

from cordata.language.annotate import Annotator, Found
from cordata.language.detect import Guess, detect
from cordata.language.encoder import Encoder, Progress
from cordata.language.encoders import WordEncoder, load_encoder

__all__ = ["Annotator", "Encoder", "Found", "Guess", "Progress", "WordEncoder", "detect", "load_encoder"]
