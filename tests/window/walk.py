#!/usr/bin/env python3
"""The window in a real browser: the way from a new period to the PDF by mouse, and by keyboard alone;
names for screen readers (axe-core), widths from 400 to 2560 pixels, what is printed, two windows at once.
    tests/window/walk.py PROGRAM AXE [FOLDER FOR PICTURES]
"""
import atexit, re, shutil, subprocess, sys, tempfile, time, zipfile
from pathlib import Path
import openpyxl
from playwright.sync_api import sync_playwright, expect

ROOT = Path(__file__).resolve().parents[2]
PROGRAM, AXE = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).read_text(encoding="utf-8")
PICTURES = Path(sys.argv[3]) if len(sys.argv) > 3 else None


class Window:
    def __init__(self, *options, folder=None, templates=ROOT / "templates"):
        self.folder = folder or Path(tempfile.mkdtemp())
        if not folder:
            shutil.copytree(ROOT / "inputs", self.folder / "inputs")
        self.process = subprocess.Popen(
            [PROGRAM, "open", "--no-browser", "--templates", templates, "--fonts", ROOT / "fonts", *options],
            cwd=self.folder, stdout=subprocess.PIPE, text=True)
        atexit.register(self.process.kill)
        self.contexts = []
        self.address = re.search(r"http://\S+", self.process.stdout.readline())[0]
        self.root = self.address.split("/enter")[0]

    def end(self):
        for context in self.contexts:
            context.close()
        self.process.kill()
        shutil.rmtree(self.folder)


def ready(page):
    """The page has asked once, and shows the answer."""
    expect(page.locator("#state")).not_to_have_text(re.compile("正在看"))


def opened(browser, window, size=(1280, 860)):
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="zh-CN")
    window.contexts.append(context)
    page = context.new_page()
    page.on("pageerror", lambda error: sys.exit(f"an error in the page: {error}"))
    # A refused edit is told by its status as well; all else in the console is a fault.
    page.on("console", lambda said: said.type == "error" and "422" not in said.text and sys.exit(f"the console says: {said.text}"))
    strange = []
    page.on("request", lambda request: strange.append(request.url) if not request.url.startswith(window.root) and not request.url.startswith("data:") else None)
    page.goto(window.address)
    page.strange = strange
    return page


def audit(page, where):
    found = page.evaluate("async code => { const f = (0, eval)(code); return (await axe.run(document, {resultTypes: ['violations']})).violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' + (n.failureSummary || '')).slice(0, 3).join(' | ')) }", AXE)
    assert not found, f"{where}: " + "\n".join(found)


def picture(page, name):
    if PICTURES:
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")


TABS = ["figures", "findings", "impact", "compare", "remarks", "rules", "text", "makes"]


def names_and_widths(browser):
    """No violation in any tab, and no page wider than its window."""
    window = Window()
    page = opened(browser, window)
    with_axe = browser.new_context(bypass_csp=True, locale="zh-CN")
    axe = with_axe.new_page()
    axe.goto(window.address)
    for path in ["/", "/help", "/k/housing/2023", "/k/progress/2023-q3", "/k/inquiry/2023-q3"]:
        axe.goto(window.root + path)
        if "/k/" in path:
            ready(axe)
            for tab in TABS if path == "/k/housing/2023" else TABS[:2]:
                axe.click("#tab-" + tab)
                axe.wait_for_timeout(300)
                audit(axe, f"{path} {tab}")
        else:
            audit(axe, path)
    for width in [400, 768, 1100, 1280, 1920, 2560]:
        page.set_viewport_size({"width": width, "height": 900})
        for path in ["/", "/help", "/k/housing/2023"]:
            page.goto(window.root + path)
            if "/k/" in path:
                ready(page)
                for tab in TABS + (["paper"] if width < 1088 else []):
                    page.click("#tab-" + tab)
                    page.wait_for_timeout(150)
                    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                    assert wide <= 0, f"{path} {tab} is {wide} px wider than {width}"
                    picture(page, f"{tab}-{width}")
            else:
                wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                assert wide <= 0, f"{path} is {wide} px wider than {width}"
                picture(page, f"{'home' if path == '/' else 'help'}-{width}")
    assert not page.strange, page.strange
    window.end()


def by_mouse(browser):
    """A new quarter: begun, filled in, a slip found and mended, kept, built."""
    window = Window()
    page = opened(browser, window)
    quarter = page.locator("form.renew[data-kind=progress]")
    quarter.locator("input").fill("2023-q4")
    quarter.locator("button").click()
    page.wait_for_url("**/k/progress/2023-q4")
    ready(page)
    expect(page.locator("#state")).to_contain_text("待填")
    # The figures of the quarter before, as they stand beside, do for a sample.
    last = (window.folder / "inputs/progress/2023-q3.toml").read_text(encoding="utf-8")
    for sheet in page.locator("[data-sheet]").all():
        sheet.click()
        open_cells = page.locator(".sheet:not([hidden]) input.open, .sheet:not([hidden]) textarea.open")
        for spot, name in open_cells.evaluate_all("all => all.map(own => [own.dataset.spot, own.dataset.name])"):
            group, *row, column = (name if "." in name else "." + name).split(".")
            page.locator(f'[data-spot="{spot}"]').fill("1月9日" if name == "date" else figure(last, group, ".".join(row), column))
    expect(page.locator("#state")).to_contain_text("没有保留", timeout=15000)
    page.click("#keep")
    expect(page.locator("#keep")).to_be_disabled()
    text = (window.folder / "inputs/progress/2023-q4.toml").read_text(encoding="utf-8")
    open_ones = [line for line in text.splitlines() if "待填" in line.split("#")[0]]
    assert not open_ones, open_ones
    expect(page.locator("#state")).not_to_contain_text("错误", timeout=10000)
    # Of the same quarter a year before nothing is at hand: said as the finding tells, in the file itself.
    expect(page.locator("#state")).to_contain_text("还缺")
    page.click("#tab-text")
    expect(page.locator("#whole")).not_to_have_value("")
    whole = page.locator("#whole")
    whole.fill(whole.input_value().replace("sample = true", 'sample = true\nnone = ["same"]'))
    page.click("#whole-keep")
    expect(page.locator("#state")).not_to_contain_text("还缺", timeout=10000)
    # A figure is asked where it comes from, from the page, and leads to its cell.
    spot = page.locator("#pages .spot[data-figure]").first
    spot.click()
    expect(page.locator("#panel-told")).to_contain_text("印作")
    picture(page, "explain")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    # What a change would change is told before it is kept.
    page.click("#tab-figures")
    page.locator("[data-sheet='0']").click()
    cell = page.locator(".sheet:not([hidden]) td.fill input").first
    before = cell.input_value()
    cell.fill(str(int(float(before)) + 1000))
    expect(page.locator("#tab-impact .count")).not_to_be_empty()
    page.click("#tab-impact")
    expect(page.locator("#view-impact")).to_contain_text("→")
    picture(page, "impact")
    page.click("#drop")
    page.click("#tab-figures")
    expect(cell).to_have_value(before)
    # Built, and the files are there.
    page.click("#tab-makes")
    page.check("#build [name=docx]")
    page.check("#build [name=ofd]")
    page.click("#build button[type=submit]")
    expect(page.locator("#made .files li")).to_have_count(5, timeout=30000)
    picture(page, "made")
    for ending in ["pdf", "txt", "zip", "docx", "ofd"]:
        assert (window.folder / f"out/progress/2023-q4.{ending}").stat().st_size > 1000, ending
    with page.expect_download() as saved:
        page.locator("#made .files a").first.click()
    assert Path(saved.value.path()).read_bytes().startswith(b"%PDF")
    # Taken back, all of it.
    page.click("#back")
    expect(page.locator("#again")).to_be_enabled()
    assert not page.strange, page.strange
    window.end()


def figure(text, group, row, column):
    """What an input types for a figure."""
    found, within = "", ""
    for line in text.splitlines():
        head = re.match(r"\[+([^\]]+)\]+", line)
        if head:
            within = head[1].replace('"', "")
        elif within == ".".join(part for part in [group, row] if part):
            value = re.match(rf"{re.escape(column)} *= *(\"[^\"]*\"|[^ #]+)", line)
            if value:
                found = value[1].strip('"')
    return found


def by_keyboard(browser):
    """The same window without a mouse: to a cell, a change, kept, taken back, a question, built."""
    window = Window()
    page = opened(browser, window)
    reach(page, lambda: focused(page, "href") == "/k/housing/2023")
    page.keyboard.press("Enter")
    page.wait_for_url("**/k/housing/2023")
    ready(page)
    reach(page, lambda: focused(page, "data-spot") == "targets|row:城区|cell:begun_target", 80)
    page.keyboard.press("Enter")
    assert focused(page, "data-spot") == "targets|row:泽州县|cell:begun_target", focused(page, "data-spot")
    page.keyboard.press("ArrowUp")
    page.keyboard.type("356")
    expect(page.locator("#state")).to_contain_text("1 处改动没有保留")
    expect(page.locator("#state")).to_contain_text("错误")
    page.keyboard.press("Control+s")
    expect(page.locator("#state")).not_to_contain_text("没有保留")
    text = (window.folder / "inputs/2023.toml").read_text(encoding="utf-8")
    assert "begun_target = 356 " in text
    reach(page, lambda: focused(page, "id") == "back", 200, "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#state")).to_have_text("没有问题")
    assert "begun_target = 355 " in (window.folder / "inputs/2023.toml").read_text(encoding="utf-8")
    # Tabs by arrows.
    reach(page, lambda: focused(page, "role") == "tab", 60)
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    assert focused(page, "id") == "tab-makes", focused(page, "id")
    reach(page, lambda: focused(page, "class") == "spot", 60)
    first = focused(page, "aria-label")
    page.keyboard.press("ArrowRight")
    assert focused(page, "class") == "spot" and focused(page, "aria-label") != first
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    assert focused(page, "class") == "spot"
    reach(page, lambda: page.evaluate("document.activeElement.closest('#build') && document.activeElement.type === 'submit'"), 60, "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#made .files li")).to_have_count(3, timeout=30000)
    assert (window.folder / "out/2023.pdf").exists()
    window.end()


def by_workbooks(browser):
    """The forms of a quarter go out, come back with slips, and are taken in; a Word file comes back
    corrected, and what is the input's own is put into it."""
    window = Window()
    page = opened(browser, window)
    page.locator("form.renew[data-kind=progress] input").fill("2023-q4")
    page.locator("form.renew[data-kind=progress] button").click()
    page.wait_for_url("**/k/progress/2023-q4")
    ready(page)
    page.click("#tab-makes")
    with page.expect_download() as saved:
        page.locator("a[href*='form?by=']").click()
    sent = window.folder / "sent"
    zipfile.ZipFile(saved.value.path()).extractall(sent)
    books = sorted(sent.glob("*.xlsx"))
    assert len(books) == 6, books
    last = (window.folder / "inputs/progress/2023-q3.toml").read_text(encoding="utf-8")
    for book in books:
        fill(book, last, {"高平市": {"begun": "二百四十"}, "泽州县": {"target": "28000万元"}, "城区": {"investment": "４.０５ "}})
    late = [book for book in books if "沁水县" in book.name]
    come = [book for book in books if book not in late]
    bring(page, come, "先看看")
    expect(page.locator("#made")).to_contain_text("二百四十", timeout=15000)
    expect(page.locator("#made")).to_contain_text("高平市")
    path = window.folder / "inputs/progress/2023-q4.toml"
    before = path.read_bytes()
    bring(page, come, "导入")
    expect(page.locator("#made")).to_contain_text("一项也没有导入")
    assert path.read_bytes() == before
    picture(page, "import")
    fill([book for book in books if "高平市" in book.name][0], last, {}, again="二百四十")
    bring(page, come, "导入")
    expect(page.locator("#made")).to_contain_text("还没有报的")
    expect(page.locator("#made")).to_contain_text("沁水县")
    bring(page, late, "导入")
    expect(page.locator("#made")).to_contain_text("沁水县.xlsx")
    text = path.read_text(encoding="utf-8")
    for line in ["target = 2.8000 ", "investment = 4.05 ", "begun = 240 "]:
        assert line in text, f"{line} is not in the input"
    # Where a figure came from is told with it.
    page.click("#tab-figures")
    told = page.evaluate("""async () => (await (await fetch(document.body.dataset.base + '/explain',
        { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ what: 'progress.城区.investment' }) })).text())""")
    assert "城区.xlsx" in told, told
    # A Word file that comes back corrected.
    page.goto(window.root + "/k/housing/2023")
    ready(page)
    page.click("#tab-makes")
    page.check("#build [name=docx]")
    page.click("#build button[type=submit]")
    expect(page.locator("#made .files li")).to_have_count(4, timeout=30000)
    back = corrected(window.folder / "out/2023.docx", "后半篇文章", "后半篇大文章")
    page.locator("#review input").set_input_files(back)
    page.get_by_role("button", name="看改了什么").click()
    expect(page.locator("#made")).to_contain_text("本期自己的文字", timeout=15000)
    # What to do next is a button here, no command of a terminal.
    expect(page.locator("#made")).to_contain_text("点“写回数据里自己的")
    expect(page.locator("#made")).not_to_contain_text("--")
    picture(page, "review")
    page.get_by_role("button", name="写回数据").click()
    expect(page.locator("#made")).to_contain_text("写", timeout=15000)
    expect(page.locator("#back")).to_be_enabled()
    assert "后半篇大文章" in (window.folder / "inputs/2023.toml").read_text(encoding="utf-8")
    window.end()


def bring(page, books, button):
    page.locator("#import [type=file]").set_input_files(books)
    page.locator("#import").get_by_role("button", name=button).click()
    expect(page.locator("#made")).not_to_have_text("正在读工作簿……", timeout=15000)


def fill(path, last, slips, again="待填"):
    """Fills a form with the figures of the quarter before, and with slips."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows(min_row=2):
            key = row[0].value
            for cell in row[1:]:
                column = sheet.cell(1, cell.column).value
                if cell.value != again or not str(key).startswith("row:") or not str(column).startswith("cell:"):
                    continue
                name, column = key[len("row:"):], column[len("cell:"):]
                value = slips.get(name, {}).get(column) or figure(last, "progress", name, column)
                try:
                    cell.value = float(value) if "." in value else int(value)
                except ValueError:
                    cell.value = value or None
    book.save(path)


def corrected(path, old, new):
    """A Word file with some of its words typed over."""
    back = path.with_name("back.docx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(back, "w", zipfile.ZIP_DEFLATED) as target:
        for item in source.infolist():
            data = source.read(item)
            if item.filename == "word/document.xml":
                text = data.decode("utf-8")
                assert text.count(old) == 1, text.count(old)
                data = text.replace(old, new).encode("utf-8")
            target.writestr(item, data)
    return back


def focused(page, attribute):
    return page.evaluate("name => document.activeElement.getAttribute(name)", attribute)


def reach(page, is_there, most=40, key="Tab"):
    for _ in range(most):
        if is_there():
            return
        page.keyboard.press(key)
    raise AssertionError("not reached by the keyboard")


def at_once(browser):
    """A keystroke is answered at once; what changes elsewhere is told; two windows lose nothing."""
    window = Window()
    page, other = opened(browser, window), opened(browser, window)
    for one in [page, other]:
        one.goto(window.root + "/k/housing/2023")
        ready(one)
    names = page.evaluate("[...document.querySelectorAll('#pages li')].map(own => own.dataset.name)")
    # The number of the document stands on the first page alone: no other page is drawn anew.
    page.locator("[data-sheet]").last.click()
    number = page.locator("[data-name=number]")
    times = []
    for value in range(2, 12):
        page.evaluate("""value => {
            const own = document.querySelector('[data-name=number]');
            const first = () => document.querySelector('#pages li').dataset.name;
            const before = first();
            window.took = null;
            const from = performance.now();
            new MutationObserver((_, watch) => { if (first() !== before) { window.took = performance.now() - from; watch.disconnect(); } })
                .observe(document.getElementById('pages'), { childList: true });
            own.value = value;
            own.dispatchEvent(new Event('input', { bubbles: true }));
        }""", str(value))
        # The page's policy lets no string be run: it is looked at from outside.
        while page.evaluate("window.took") is None:
            page.wait_for_timeout(20)
        times.append(page.evaluate("window.took"))
    now = page.evaluate("[...document.querySelectorAll('#pages li')].map(own => own.dataset.name)")
    assert now[0] != names[0] and now[1:] == names[1:], "other pages were drawn anew"
    middle = sorted(times)[len(times) // 2]
    print(f"a keystroke is on the page after {middle:.0f} ms (median of {len(times)}, most {max(times):.0f})")
    page.click("#keep")
    expect(page.locator("#keep")).to_be_disabled()
    # The other window sees it by itself.
    expect(other.locator("[data-name=number]")).to_have_value("11", timeout=10000)
    # Both change the same cell: the second one is asked.
    other.locator("[data-sheet]").last.click()

    page.locator("[data-name=number]").fill("12")
    page.click("#keep")
    other.locator("[data-name=number]").fill("13")
    expect(other.locator(".said")).to_contain_text("12", timeout=10000)
    expect(other.locator("#keep")).to_be_disabled()
    picture(other, "conflict")
    other.get_by_role("button", name="还用我的").click()
    expect(other.locator("#keep")).to_be_enabled()
    other.click("#keep")
    expect(other.locator("#keep")).to_be_disabled()
    assert "number = 13" in (window.folder / "inputs/2023.toml").read_text(encoding="utf-8")
    # A change by another program is fetched, and what is being typed stays.
    page.locator("[data-name=date]").fill("2月1日")
    path = window.folder / "inputs/2023.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("number = 13", "number = 14"), encoding="utf-8")
    expect(page.locator("[data-name=number]")).to_have_value("14", timeout=10000)
    expect(page.locator("[data-name=date]")).to_have_value("2月1日")
    window.end()


def to_look_at(browser):
    """A reviewer sees the comparison first, changes nothing but remarks, and prints the pages; whoever
    fills the figures in sees the remark and settles it."""
    window = Window("--read-only")
    page = opened(browser, window)
    page.goto(window.root + "/k/housing/2023")
    ready(page)
    expect(page.locator("#tab-compare")).to_have_attribute("aria-selected", "true")
    expect(page.frame_locator("#view-compare iframe").locator("#verdicts")).to_be_visible()
    before = (window.folder / "inputs/2023.toml").read_bytes()
    page.locator("#pages .spot", has_text="").filter(visible=True).nth(3).click()
    words = page.locator("#panel-title").inner_text()
    page.locator("#remark [name=text]").fill("请核对这一句")
    page.locator("#remark [name=who]").fill("审稿人")
    page.locator("#remark button").click()
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("#tab-remarks .count")).to_have_text("1")
    # It is marked on its page, and leads to the list; printed, the page is clean.
    mark = page.locator("#pages .mark").first
    expect(mark).to_be_attached(timeout=10000)
    page.emulate_media(media="print")
    assert page.locator("#pages .mark").first.is_hidden()
    page.emulate_media(media="screen")
    mark.click()
    expect(page.locator("#tab-remarks")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#remarks-list")).to_contain_text("请核对这一句")
    expect(page.locator("#remark-1")).to_be_focused()
    page.get_by_role("button", name="看版面").click()
    expect(page.locator("[data-remark='1']:focus")).to_be_attached()
    assert page.locator("#remarks-list").get_by_role("button", name="已办").count() == 0, words
    picture(page, "remarks")
    page.click("#tab-figures")
    assert page.locator("#keep").count() == 0 and page.locator("#build").count() == 0
    cell = page.locator("[data-spot]").first
    assert not cell.is_editable()
    page.emulate_media(media="print")
    assert page.locator("#desk").is_hidden() and page.locator("#pages li").first.is_visible()
    assert (window.folder / "inputs/2023.toml").read_bytes() == before
    clerk = Window(folder=window.folder)
    desk = opened(browser, clerk)
    desk.goto(clerk.root + "/k/housing/2023")
    ready(desk)
    expect(desk.locator("#tab-remarks .count")).to_have_text("1")
    desk.click("#tab-remarks")
    desk.get_by_role("button", name="答复").first.click()
    desk.locator(".answer textarea").fill("核对过了")
    desk.locator(".answer button").click()
    expect(desk.locator("#remarks-list")).to_contain_text("答复：核对过了")
    desk.get_by_role("button", name="已办").click()
    expect(desk.locator("#tab-remarks .count")).to_be_empty()
    for context in clerk.contexts:
        context.close()
    clerk.process.kill()
    window.end()


def by_lists(browser):
    """A row of a list is removed, renamed and moved when one has seen what that changes; all by the keyboard."""
    window = Window()
    page = opened(browser, window)
    page.goto(window.root + "/k/housing/2023")
    ready(page)
    path = window.folder / "inputs/2023.toml"
    before = path.read_text(encoding="utf-8")
    row = page.locator("button.listing[data-row=沁水县]").first
    expect(row).to_have_attribute("aria-label", re.compile("沁水县：.*删去"))
    row.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel-title")).to_have_text("沁水县")
    page.get_by_role("button", name="删去这一行").press("Enter")
    expect(page.locator(".would")).to_contain_text("会出现的问题")
    expect(page.locator(".would")).to_contain_text("附件的格")
    assert path.read_text(encoding="utf-8") == before
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("[data-row='沁水县']:focus")).to_be_attached()
    page.keyboard.press("Enter")
    page.locator("#panel form input").first.fill("沁县")
    page.keyboard.press("Enter")
    expect(page.locator(".would")).to_contain_text("沁县")
    picture(page, "rename")
    # What was asked for is one key away.
    page.keyboard.press("Enter")
    expect(page.locator("button.listing[data-row=沁县]").first).to_be_visible()
    text = path.read_text(encoding="utf-8")
    assert '[targets."沁县"]' in text and "沁水县" not in text
    page.locator("button.listing[data-row=沁县]").first.click()
    page.get_by_role("button", name="上移").click()
    page.locator(".would").get_by_role("button", name="上移").click()
    expect(page.locator("#panel")).to_be_hidden()
    assert '"沁县", "陵川县"]' in path.read_text(encoding="utf-8")
    for _ in range(2):
        page.click("#back")
        expect(page.locator("#again")).to_be_enabled()
        page.wait_for_timeout(300)
    expect(page.locator("button.listing[data-row=沁水县]").first).to_be_visible()
    assert path.read_text(encoding="utf-8") == before
    # What is typed and not kept goes first.
    page.locator("[data-spot='targets|row:城区|cell:begun']").fill("764")
    expect(page.locator("#keep")).to_be_enabled()
    page.locator("button.listing[data-row=沁水县]").first.click()
    expect(page.locator("#panel")).to_contain_text("还有改动没有保留")
    page.keyboard.press("Escape")
    window.end()


def contradicted(browser):
    """While figures contradict one another the pages follow and say that they are none; where the file can't be
    read the last good ones stay, and a word leads there."""
    window = Window()
    page = opened(browser, window)
    page.goto(window.root + "/k/housing/2023")
    ready(page)
    # Far down, so that its page comes into sight by itself.
    page.locator("[data-spot='targets|row:城区|cell:begun']").fill("764")
    expect(page.locator("#pages")).to_have_class(re.compile("disputed"), timeout=10000)
    expect(page.locator("#paper-said")).to_contain_text("生成不了")
    expect(page.locator("#pages .spot.wrong").first).to_be_attached()
    picture(page, "disputed")
    page.emulate_media(media="print")
    assert "数据有矛盾" in page.evaluate("getComputedStyle(document.querySelector('#pages li'), '::after').content")
    page.emulate_media(media="screen")
    page.locator("#paper-said button").click()
    expect(page.locator("[data-spot]:focus"), "the error leads to no cell").to_be_attached()
    # Kept all the same, it can't be built.
    page.click("#keep")
    expect(page.locator("#keep")).to_be_disabled()
    page.click("#tab-makes")
    page.click("#build button[type=submit]")
    expect(page.locator("#made")).to_contain_text("错误", timeout=30000)
    assert not (window.folder / "out/2023.pdf").exists()
    page.click("#back")
    expect(page.locator("#pages")).not_to_have_class(re.compile("disputed"))
    path = window.folder / "inputs/2023.toml"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("number = 1 ", "number = = 1 "), encoding="utf-8")
    expect(page.locator("#pages")).to_have_class(re.compile("stale"), timeout=10000)
    expect(page.locator("#paper-said")).to_contain_text("改正前的样子")
    page.locator("#paper-said button").click()
    expect(page.locator("#tab-text")).to_have_attribute("aria-selected", "true")
    path.write_text(good, encoding="utf-8")
    expect(page.locator("#pages")).not_to_have_class(re.compile("stale"), timeout=10000)
    # Taken away under the window, it is told; what was typed is still there.
    page.click("#tab-figures")
    page.locator("[data-spot='targets|row:城区|cell:begun']").fill("765")
    path.rename(path.with_suffix(".away"))
    expect(page.locator("#state")).to_contain_text("没有这一期", timeout=10000)
    path.with_suffix(".away").rename(path)
    expect(page.locator("#state")).to_contain_text("没有保留", timeout=10000)
    expect(page.locator("[data-spot='targets|row:城区|cell:begun']")).to_have_value("765")
    window.end()


LONG = {
    "notice.toml": """name = "样例项目月报"
cycle = "month"
organ = "某市样例局"
mark = "某市样例局文件"
number = "样〔{issue_year}〕{number}号"
title = "关于{period}项目进展情况的通报"
addressee = "各单位"
total_label = "合计"
rounding_note = "注：四舍五入。"
figures = ["works"]
annexes = ["works"]
sections = ["body"]
[sets.projects]
label = "项目"
""",
    "figures/works.toml": """label = "项目进展"
title = "{period}项目进展"
rows = "projects"
row_head = "项目"
""" + "".join(f"""[[columns]]
key = "{key}"
head = ["{label}"]
label = "{label}"
unit = "{unit}"
""" for key, label, unit in [("plan", "计划", "万元"), ("done", "完成", "万元"), ("workers", "用工", "人"), ("firms", "企业", "家")]) + """[[columns]]
key = "rate"
head = ["完成率"]
label = "完成率"
formula = "done / plan"
places = 1
""",
    "sections/body.toml": """paragraphs = ["main"]
[phrases.main]
say = "{period}，计划{works.total.plan}万元，完成{works.total.done}万元，完成率{works.total.rate}。"
""",
}


def thousands(browser):
    """A table of three thousand rows: shown in parts, found by name, filled in."""
    folder = Path(tempfile.mkdtemp())
    shutil.copytree(ROOT / "templates", folder / "templates")
    for path, text in LONG.items():
        (folder / "templates/long" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "templates/long" / path).write_text(text, encoding="utf-8")
    names = [f"样例{number}号" for number in range(1, 3001)]
    rows = "".join(f'[works."{name}"]\nplan = 100\ndone = {at % 90}\nworkers = {at % 40}\nfirms = {at % 5}\n' for at, name in enumerate(names))
    path = folder / "inputs/long/2023-09.toml"
    path.parent.mkdir(parents=True)
    path.write_text(f'year = 2023\nmonth = 9\nnumber = 1\ndate = "10月8日"\nprojects = [{", ".join(chr(34) + name + chr(34) for name in names)}]\n' + rows, encoding="utf-8")
    window = Window(folder=folder, templates=folder / "templates")
    page = opened(browser, window)
    start = time.time()
    page.goto(window.root + "/k/long/2023-09")
    ready(page)
    first = time.time() - start
    expect(page.locator("#paper-said")).to_be_empty(timeout=30000)
    whole = time.time() - start
    page.locator(".find input").fill("2750")
    page.keyboard.press("Enter")
    cell = page.locator("[data-spot='works|row:样例2750号|cell:done']")
    expect(cell).to_be_visible()
    page.wait_for_timeout(2500)
    start = time.time()
    cell.fill("99")
    expect(page.locator("#state")).to_contain_text("没有保留", timeout=15000)
    figures = time.time() - start
    expect(page.locator("#tab-impact .count")).not_to_be_empty()
    expect(page.locator("#paper-said")).to_be_empty(timeout=30000)
    pages = time.time() - start
    picture(page, "thousands")
    page.click("#keep")
    expect(page.locator("#keep")).to_be_disabled(timeout=15000)
    assert "done = 99" in path.read_text(encoding="utf-8")
    status = Path(f"/proc/{window.process.pid}/status").read_text()
    memory = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024
    print(f"3000 rows: open after {first:.1f} s, with pages {whole:.1f} s; a keystroke {figures:.2f} s, its pages {pages:.1f} s; at most {memory} MB")
    window.end()


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    for test in [by_workbooks, by_mouse, by_keyboard, by_lists, contradicted, thousands, at_once, to_look_at, names_and_widths]:
        start = time.time()
        test(browser)
        print(f"{test.__name__}: {time.time() - start:.1f} s")
    browser.close()
