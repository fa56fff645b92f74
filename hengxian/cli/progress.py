"""A progress bar on the terminal for whatever takes over a second."""

import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO
from zipfile import BadZipFile, ZipFile

from hengxian.measurement.reading.folder import FORMATS

_PATIENCE = 1.0  # seconds without a word
_PULSE = 0.2
_LAYOUT = "{percentage:3.0f}% |{bar:24}| {desc}（已用 {elapsed}）"


class Progress:
    """Watches an evaluation: bytes of the files read so far, and in words what is being done.

    Nothing is shown where the stream is no terminal, nor before a second has passed. A thread redraws,
    because a long step of the engine tells nothing while it runs.
    """

    def __init__(self, dataset: Path, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._sizes = _sizes(dataset)
        self._words, self._done, self._reading = "正在打开数据集", 0, ""
        self._ended = threading.Event()
        self._drawing = threading.Thread(target=self._draw, daemon=True)

    def __call__(self, label: str, rows: int) -> None:
        """What an evaluation tells: a file and its rows so far, or the name of a step."""
        if label != self._reading:
            self._done += self._sizes.pop(self._reading, 0)
            self._reading = label
        self._words = f"正在读取 {label}：{rows:,} 行" if label in self._sizes else label

    def __enter__(self) -> Self:
        if self._stream.isatty():
            self._drawing.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._ended.set()
        if self._drawing.is_alive():
            self._drawing.join()

    def _draw(self) -> None:
        if self._ended.wait(_PATIENCE):
            return
        total = self._done + sum(self._sizes.values())
        from tqdm import tqdm  # slow to load, and most runs draw nothing

        with tqdm(total=total or None, bar_format=_LAYOUT, file=self._stream, leave=False) as bar:
            bar.start_t -= _PATIENCE
            while not self._ended.wait(_PULSE):
                bar.n = min(self._done, total)
                bar.set_description_str(self._words, refresh=True)


def _sizes(dataset: Path) -> dict[str, int]:
    """Bytes of each data file by name; none where the dataset cannot be looked into, which reading will tell."""
    try:
        if dataset.is_dir():
            return {
                path.name: path.stat().st_size for path in dataset.iterdir() if path.suffix.lower() in FORMATS
            }
        with ZipFile(dataset) as packed:
            return {
                Path(one.filename).name: one.file_size
                for one in packed.infolist()
                if Path(one.filename).suffix.lower() in FORMATS
            }
    except (OSError, BadZipFile):
        return {}
