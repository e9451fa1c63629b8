"""Runs one Python handler in a process of its own, as Lambda's runtime does.

Talks over Node's IPC channel, a socket with one JSON document per line: receives {"kind": "invoke", ...}, sends "ready",
"log", "result". Names, messages and order follow AWS's runtime interface client for Python.
"""

import decimal
import importlib
import io
import json
import logging
import os
import queue
import resource
import signal
import socket
import sys
import threading
import time
import traceback
import types

ROOT = os.getcwd()
# The handler must not find the channel.
channel = socket.socket(fileno=int(os.environ.pop("NODE_CHANNEL_FD")))
os.environ.pop("NODE_CHANNEL_SERIALIZATION_MODE", None)
channel.setblocking(True)
channel.set_inheritable(False)
# Nothing larger goes over the channel: a longer payload is too large for Lambda anyway, and the emulator must not fail
# because of what a handler returns or logs.
MOST_CHARACTERS = 8_000_000
sending = threading.Lock()
incoming = queue.Queue()
current_request_id = ""
is_fork = False


def send(message):
    line = json.dumps(message) + "\n"
    with sending:
        channel.sendall(line.encode("utf-8"))


def receive():
    with channel.makefile("rb") as lines:
        for line in lines:
            incoming.put(json.loads(line))
    # The emulator is gone: this process ends, and so does everything that the handler has started.
    os.killpg(0, signal.SIGKILL)


def task_path(text):
    return text.replace(ROOT, "/var/task")


def in_fork():
    """A handler may fork, as multiprocessing does; what two processes write to one channel would be mixed up."""
    global is_fork
    is_fork = True
    channel.close()


def log(text):
    if text == "":
        return
    text = task_path(text[-MOST_CHARACTERS:])
    if is_fork:
        with open(2, "wb", closefd=False) as stderr:
            stderr.write(text.encode("utf-8", "replace"))
    else:
        send({"kind": "log", "text": text})


class LogBytes(io.RawIOBase):
    """Where print() ends: in the log of the invocation."""

    def writable(self):
        return True

    def write(self, chunk):
        log(bytes(chunk).decode("utf-8", "replace"))
        return len(chunk)


class LogHandler(logging.Handler):
    def emit(self, record):
        record.aws_request_id = current_request_id
        log(self.format(record))


def redirect_output():
    for name in ("stdout", "stderr"):
        setattr(sys, name, io.TextIOWrapper(LogBytes(), encoding="utf-8", errors="replace", line_buffering=True))
    handler = LogHandler()
    formatter = logging.Formatter(
        "[%(levelname)s]\t%(asctime)s.%(msecs)dZ\t%(aws_request_id)s\t%(message)s\n", "%Y-%m-%dT%H:%M:%S"
    )
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    logging.getLogger().addHandler(handler)


class Fault(Exception):
    """A failure that the runtime names, with Lambda's name for it."""

    def __init__(self, error_type, message, trace=None):
        super().__init__(message)
        self.error_type = error_type
        self.trace = trace or []


def trace_of(error):
    if isinstance(error, Fault):
        return [task_path(line) for line in error.trace]
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename != __file__]
    # Without the columns, as in AWS: no line of carets below the source.
    lines = traceback.format_list([(frame.filename, frame.lineno, frame.name, frame.line) for frame in frames])
    return [task_path(line) for line in lines]


def describe(error, request_id):
    return {
        "errorMessage": task_path(str(error)[:MOST_CHARACTERS]),
        "errorType": error.error_type if isinstance(error, Fault) else type(error).__name__,
        "requestId": request_id,
        "stackTrace": trace_of(error),
    }


def report(described):
    head = "[ERROR] {}: {}\n".format(described["errorType"], described["errorMessage"])
    trace = described["stackTrace"]
    log(head + ("Traceback (most recent call last):\n" + "".join(trace) if trace else ""))


def load_handler(name):
    try:
        module_name, function_name = name.rsplit(".", 1)
    except ValueError as error:
        raise Fault("Runtime.MalformedHandlerName", "Bad handler '{}': {}".format(name, error)) from None
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise Fault(
            "Runtime.BuiltInModuleConflict", "Cannot use built-in module {} as a handler module".format(module_name)
        )
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise Fault(
            "Runtime.ImportModuleError", "Unable to import module '{}': {}".format(module_name, error)
        ) from None
    except SyntaxError as error:
        trace = ['  File "{}" Line {}\n    {}'.format(error.filename, error.lineno, error.text)]
        message = "Syntax error in module '{}': {}".format(module_name, error)
        raise Fault("Runtime.UserCodeSyntaxError", message, trace) from None
    # Members that every module has are not handlers, such as __class__.
    inherited = function_name not in vars(module) and hasattr(types.ModuleType, function_name)
    if inherited or not hasattr(module, function_name):
        message = "Handler '{}' missing on module '{}'".format(function_name, module_name)
        raise Fault("Runtime.HandlerNotFound", message)
    return getattr(module, function_name)


class CognitoIdentity:
    __slots__ = ["cognito_identity_id", "cognito_identity_pool_id"]


class Client:
    __slots__ = ["installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name"]


class ClientContext:
    __slots__ = ["custom", "env", "client"]


def filled(kind, fields):
    made = kind()
    for name in kind.__slots__:
        setattr(made, name, (fields or {}).get(name))
    return made


class LambdaContext:
    """What a handler gets as its second argument."""

    def __init__(self, fields):
        self.aws_request_id = fields["awsRequestId"]
        self.log_group_name = fields["logGroupName"]
        self.log_stream_name = fields["logStreamName"]
        self.function_name = fields["functionName"]
        self.memory_limit_in_mb = fields["memoryLimitInMB"]
        self.function_version = fields["functionVersion"]
        self.invoked_function_arn = fields["invokedFunctionArn"]
        self.identity = filled(CognitoIdentity, None)
        self.client_context = None
        given = fields.get("clientContext")
        if isinstance(given, dict):
            self.client_context = filled(ClientContext, given)
            self.client_context.client = filled(Client, given.get("client"))
        self._deadline_ms = fields["deadlineMs"]

    def get_remaining_time_in_millis(self):
        return max(0, int(self._deadline_ms - time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))

    def __repr__(self):
        names = [name for name in vars(self) if not name.startswith("_")]
        return "LambdaContext([{}])".format(",".join("{}={}".format(name, getattr(self, name)) for name in names))


def default_of(value):
    if isinstance(value, decimal.Decimal):
        return float(value)
    raise TypeError("Object of type {} is not JSON serializable".format(type(value).__name__))


def payload_of(result):
    try:
        return json.dumps(result, default=default_of)
    except Exception as error:
        raise Fault("Runtime.MarshalError", "Unable to marshal response: {}".format(error)) from None


def memory_bytes():
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def run(handler, message):
    global current_request_id
    context = LambdaContext(message["context"])
    current_request_id = context.aws_request_id
    failed = False
    try:
        payload = payload_of(handler(json.loads(message["event"]), context))
    except Exception as error:
        failed = True
        described = describe(error, context.aws_request_id)
        report(described)
        payload = json.dumps(described)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    payload = payload[:MOST_CHARACTERS]
    send({"kind": "result", "failed": failed, "payload": payload, "memoryBytes": memory_bytes(), "fatal": False})


def main():
    # Modules come from the function, not from the folder of this file.
    sys.path[0] = ROOT
    redirect_output()
    os.register_at_fork(after_in_child=in_fork)
    threading.Thread(target=receive, daemon=True).start()
    try:
        handler = load_handler(os.environ["_HANDLER"])
    except Exception as error:
        described = describe(error, "")
        report(described)
        send({"kind": "initFailed", "error": described})
        sys.exit(1)
    send({"kind": "ready"})
    while True:
        run(handler, incoming.get())


main()
