"""What EfficientNet-lite2 sees in a picture, before it names a class: one vector a picture."""

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime as ort

from pictoris.engines.onnx.weights import read_checked
from training.pictures.render import Picture

Vectors = npt.NDArray[np.float32]
_SIDE = 260
_AT_ONCE = 8


class Eyes:
    """The vendored network with its last layer but one as the output."""

    def __init__(self, threads: int = 2) -> None:
        model = onnx.load_model_from_string(read_checked("efficientnet_lite2.onnx"))
        last = model.graph.node[-1]
        model.graph.output.insert(
            0, onnx.helper.make_tensor_value_info(last.input[0], onnx.TensorProto.FLOAT, None)
        )
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        self._session = ort.InferenceSession(
            model.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )

    def see(self, pictures: Sequence[Picture]) -> Vectors:
        """N pictures of H×W×3, uint8, to N×1280."""
        rows = [self._one(picture) for picture in pictures]
        return np.concatenate(rows) if rows else np.zeros((0, 1280), np.float32)

    def _one(self, picture: Picture) -> Vectors:
        large = cv2.resize(picture, (_SIDE, _SIDE), interpolation=cv2.INTER_CUBIC)
        x = ((large.astype(np.float32) - 127) / 128).transpose(2, 0, 1)[None]
        found: Vectors = self._session.run(None, {"x": x})[0]
        return found.reshape(1, -1)
