"""`hengxian serve`: a folder of results in the browser, on this machine only."""

from argparse import ArgumentParser, Namespace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from hengxian.cli.arguments import a_count
from hengxian.cli.refusals import Refusal

ABOUT = "在本机（127.0.0.1）浏览测评结果，其他机器不能访问；按 Ctrl+C 停止。"
FRONT = "report.html"
_HOST = "127.0.0.1"


class Pages(SimpleHTTPRequestHandler):
    """The folder's files; the report stands at the root, and nothing is written about who read what."""

    def translate_path(self, path: str) -> str:
        """The root is the report."""
        return super().translate_path(f"/{FRONT}" if path.partition("?")[0] == "/" else path)

    def list_directory(self, path: object) -> None:
        """A folder has no page."""
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        """Keep silent."""


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument("folder", type=Path, metavar="结果文件夹", help="evaluate 写出的文件夹")
    parser.add_argument("--port", type=a_count(1), default=8000, metavar="端口", help="端口（默认 8000）")


def run(asked: Namespace) -> int:
    """Serve until interrupted."""
    with server(asked.folder, asked.port) as serving:
        print(f"测评报告：http://{_HOST}:{serving.server_port}/　（按 Ctrl+C 停止）", flush=True)
        try:
            serving.serve_forever()
        except KeyboardInterrupt:
            print("\n已停止")
    return 0


def server(folder: Path, port: int) -> ThreadingHTTPServer:
    """A server of the folder, not yet serving; port 0 takes a free one. Errors: Refusal."""
    if not (folder / FRONT).is_file():
        raise Refusal(f"{folder.name} 里没有 {FRONT}：应为 evaluate 写出的结果文件夹")
    try:
        return ThreadingHTTPServer((_HOST, port), partial(Pages, directory=str(folder)))
    except (OSError, OverflowError) as error:
        raise Refusal(f"端口 {port} 不能使用（多半已被占用），请用 --port 换一个") from error
