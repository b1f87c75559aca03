"""Hands and eyes for the tests that drive the window: a desktop of their own, accessibility, the pointer.

A story imports this first: it starts the story again on an X server, a session bus and in a home of its own. What the
file holds is asked of SQLite, not of the window. Screenshots stay in BUILD/tests/ui/screenshots."""
import contextlib
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / 'house'))
from tap import Skip, TESTS, run  # noqa: E402

RELVAR, SOURCE, BUILD = map(pathlib.Path, sys.argv[1:4])
SHOTS = BUILD / 'tests' / 'ui' / 'screenshots'
PATIENCE = 20


# ---- a desktop of its own -------------------------------------------------------------------------

def skip_all(reason):
    print(f'1..0 # SKIP {reason}')
    sys.exit(0)


def start_x(scratch):
    """Starts an X server on any free display. Returns it and the display."""
    reader, writer = os.pipe()
    server = subprocess.Popen(['Xvfb', '-displayfd', str(writer), '-screen', '0', '1300x900x24', '-nolisten', 'tcp', '-noreset'],
                              pass_fds=[writer], stderr=open(scratch / 'xvfb.log', 'w'))
    os.close(writer)
    with os.fdopen(reader) as pipe:
        display = pipe.readline().strip()
    if not display:
        skip_all('Xvfb does not start')
    return server, f':{display}'


def run_on_own_desktop():
    for program in ('Xvfb', 'dbus-run-session', 'xdotool'):
        if not shutil.which(program):
            skip_all(f'{program} is not installed')
    if not os.path.exists('/usr/libexec/at-spi-bus-launcher'):
        skip_all('at-spi2-core is not installed')
    if subprocess.run([sys.executable, '-c', 'import pyatspi'], stderr=subprocess.DEVNULL).returncode != 0:
        skip_all('pyatspi is not installed')
    with tempfile.TemporaryDirectory(prefix='relvar-ui-', ignore_cleanup_errors=True) as folder:
        scratch = pathlib.Path(folder)
        server, display = start_x(scratch)
        home, runtime = scratch / 'home', scratch / 'run'
        home.mkdir()
        runtime.mkdir(mode=0o700)
        environment = {key: value for key, value in os.environ.items() if key not in ('WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS')}
        environment |= {
            'DISPLAY': display, 'GDK_BACKEND': 'x11', 'GSK_RENDERER': 'cairo', 'GTK_A11Y': 'atspi', 'NO_AT_BRIDGE': '0',
            'GSETTINGS_BACKEND': 'memory', 'GSETTINGS_SCHEMA_DIR': str(BUILD / 'data'), 'RELVAR_DATA_DIR': str(SOURCE / 'data'),
            'HOME': str(home), 'XDG_STATE_HOME': str(home / 'state'), 'XDG_RUNTIME_DIR': str(runtime), 'XDG_DATA_HOME': str(home / 'data'), 'XDG_CACHE_HOME': str(home / 'cache'),
            'XDG_CONFIG_HOME': str(home / 'config'), 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'C', 'RELVAR_UI_SCRATCH': folder,
            'GTK_USE_PORTAL': '0', 'GDK_DEBUG': 'no-portals',
        }
        try:
            return subprocess.run(['dbus-run-session', '--', sys.executable, *sys.argv], env=environment).returncode
        finally:
            server.terminate()
            server.wait()


if 'RELVAR_UI_SCRATCH' not in os.environ:
    sys.exit(run_on_own_desktop())

SCRATCH = pathlib.Path(os.environ['RELVAR_UI_SCRATCH'])
LAUNCHER = subprocess.Popen(['/usr/libexec/at-spi-bus-launcher', '--launch-immediately'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
time.sleep(0.5)
import pyatspi  # noqa: E402


# ---- hands and eyes -----------------------------------------------------------------------------------

def wait_for(what, ask, patience=PATIENCE):
    """Asks until the answer is true. Returns it."""
    end = time.monotonic() + patience
    while True:
        try:
            answer = ask()
        except Exception:  # a widget that went away while we looked at it
            answer = None
        if answer:
            return answer
        if time.monotonic() > end:
            screenshot('failed')
            raise AssertionError(f'waited in vain for {what}')
        time.sleep(0.1)


def comes_true(ask, patience):
    end = time.monotonic() + patience
    while not ask():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def walk(node):
    yield node
    for child in node:
        if child:
            yield from walk(child)


def program():
    return next((one for one in pyatspi.Registry.getDesktop(0) if one and 'elvar' in one.name), None)


def is_seen(node):
    """GTK says "showing" of few widgets; what is not laid out has no size."""
    if not node.getState().contains(pyatspi.STATE_VISIBLE):
        return False
    place = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    return place.width > 0 and place.height > 0


def look_for(role, name, below=None):
    top = below or program()
    for node in walk(top) if top else ():
        if node.getRoleName() == role and name in node.name and is_seen(node):
            return node
    return None


def find(role, name, below=None):
    return wait_for(f'the {role} “{name}”', lambda: look_for(role, name, below))


def press(name, below=None):
    """Presses the button called `name` once it can be pressed."""
    def pressed():
        button = look_for('push button', name, below)
        return button and button.getState().contains(pyatspi.STATE_SENSITIVE) and button.queryAction().doAction(0)
    wait_for(f'the button “{name}”', pressed)


def xdotool(*words):
    subprocess.run(['xdotool', *map(str, words)], check=True, timeout=10)


def keys(*names):
    for name in names:
        xdotool('key', name)
        time.sleep(0.15)


def type_text(text):
    xdotool('type', '--delay', '30', text)
    time.sleep(0.3)


def shadow_of(frame):
    """The invisible border that GTK draws around its windows: there is no window manager, so they lie at 0, 0."""
    size = frame.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    for window in subprocess.run(['xdotool', 'search', '--onlyvisible', '--name', '.'], stdout=subprocess.PIPE, text=True).stdout.split():
        shown = subprocess.run(['xdotool', 'getwindowgeometry', '--shell', window], stdout=subprocess.PIPE, text=True).stdout
        width = int(next((line[6:] for line in shown.splitlines() if line.startswith('WIDTH=')), 0))
        if size.width <= width <= size.width + 200:
            return (width - size.width) // 2
    return 0


def middle_of(node, across=0.5, down=0.5):
    frame = node
    while frame.getRoleName() != 'frame':
        frame = frame.parent
    shadow = shadow_of(frame)
    place = node.queryComponent().getExtents(pyatspi.WINDOW_COORDS)
    return int(place.x + place.width * across + shadow), int(place.y + place.height * down + shadow)


def activate(action, *parameter):
    """Activates an action of the window over the session bus."""
    subprocess.run(['gdbus', 'call', '--session', '--dest', 'io.github.relvar.Relvar', '--object-path', '/io/github/relvar/Relvar/window/1',
                    '--method', 'org.gtk.Actions.Activate', action, f'[{", ".join(parameter)}]', '{}'],
                   check=True, timeout=20, stdout=subprocess.DEVNULL)


def click(x, y):
    xdotool('mousemove', x, y)
    time.sleep(0.15)
    xdotool('click', 1)
    time.sleep(0.3)


def drag(start, end):
    xdotool('mousemove', *start)
    time.sleep(0.2)
    xdotool('mousedown', 1)
    for step in range(1, 9):
        xdotool('mousemove', *(int(a + (b - a) * step / 8) for a, b in zip(start, end)))
        time.sleep(0.05)
    time.sleep(0.2)
    xdotool('mouseup', 1)


def pasted(*types):
    """What another program would paste that knows these types, the best first."""
    return subprocess.run([BUILD / 'tests' / 'ui' / 'paste', *types], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=20).stdout


def screenshot(name):
    if shutil.which('import'):
        SHOTS.mkdir(parents=True, exist_ok=True)
        subprocess.run(['import', '-window', 'root', SHOTS / f'{name}.png'], stderr=subprocess.DEVNULL, timeout=20)


# ---- the program and its file ---------------------------------------------------------------------------

STORY = {'process': None}
DRAFTS = pathlib.Path(os.environ['XDG_DATA_HOME']) / 'relvar' / 'drafts'


def start(*files):
    log = open(SCRATCH / 'relvar.log', 'a')
    STORY['process'] = subprocess.Popen([RELVAR, *files], stdout=log, stderr=log)
    wait_for('the window', program)


def draft():
    return next(iter(sorted(DRAFTS.glob('*.relvar'))), None)


def ask_file(query):
    with contextlib.closing(sqlite3.connect(f'file:{draft()}?mode=ro', uri=True, timeout=5)) as file:
        return file.execute(query).fetchall()


def tables():
    return sorted(name for (name,) in ask_file('SELECT name FROM tables'))


def expect_tables(*names):
    wait_for(f'the tables {names}, not {tables()}', lambda: tables() == sorted(names))


def step(function):
    """A test that is skipped once another has failed: the story is over then."""
    def tell():
        if STORY.get('failed'):
            raise Skip('an earlier step failed')
        try:
            function()
        except BaseException:
            STORY['failed'] = True
            raise
    TESTS.append((function.__name__.replace('_', ' '), tell))
    return function


def draw_table(name, x, y, ends_by_click=False):
    press('Draw a Table')
    for attempt in range(3):
        time.sleep(0.5)
        click(x, y)
        if comes_true(lambda: 'new_table' in tables(), 4):
            break
    assert 'new_table' in tables(), tables()
    type_text(name)
    if ends_by_click:
        click(x + 20, y + 150)
    else:
        keys('Return')
    wait_for(f'the table {name}', lambda: name in tables())


def end_desktop():
    process = STORY['process']
    if process and process.poll() is None:
        process.send_signal(signal.SIGTERM)
    LAUNCHER.terminate()


def tell():
    """Runs the steps and ends the program."""
    try:
        return run()
    finally:
        end_desktop()
