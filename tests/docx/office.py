"""LibreOffice for the tests of Word files: started once with a profile of its own, ended again."""
import contextlib
import pathlib
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue

WORD = "MS Word 2007 XML"


def prop(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # not yet there
            time.sleep(0.5)
    sys.exit("LibreOffice does not start")


@contextlib.contextmanager
def desktop(pipe):
    """The desktop of an office, for as long as it is needed."""
    with tempfile.TemporaryDirectory() as profile:
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", f"-env:UserInstallation=file://{profile}", f"--accept=pipe,name={pipe};urp;"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            context = connect(pipe)
            yield context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        finally:
            office.terminate()
            office.wait(20)


def opened(desktop, path):
    return desktop.loadComponentFromURL(pathlib.Path(path).resolve().as_uri(), "_blank", 0, (prop("Hidden", True),))


def saved(document, path):
    document.storeToURL(pathlib.Path(path).resolve().as_uri(), (prop("FilterName", WORD),))
    document.close(True)
