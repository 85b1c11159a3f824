"""Several processes, signals, closed pipes, full output. No test depends on time: each waits for a fact."""
import os
import signal
import subprocess

import harness
from harness import DONE, FAILED, HEADINGS, Case

ROWS = [f"{i};О;38;Ким;Алексей;;;01.01.1990;М;Родитель".encode() for i in range(40000)]


class Processes(Case):
    def start(self, *arguments, **more):
        return subprocess.Popen([str(harness.KTO), *arguments], cwd=self.folder, env=self.environment(),
                                **{"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more})

    def personas(self, opened):
        return self.kto("check", *opened, "--json", code=DONE).objects[0]["personas"]

    def half_way(self, opened):
        """An import that has read more than a pipe holds and waits for the rest."""
        process = self.start("import", *opened, "-", stdout=subprocess.DEVNULL)
        process.stdin.write(HEADINGS.encode() + b"\n" + b"\n".join(ROWS) + b"\n")
        process.stdin.flush()
        return process

    def test_ctrl_c_in_the_middle(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            opened = self.store(name=f"{number}.db")
            process = self.half_way(opened)
            process.send_signal(number)
            _, err = process.communicate()  # closes the pipe only after the signal was sent
            self.assertEqual(process.returncode, FAILED, err.decode())
            self.assertRegex(err.decode(), r"\Akto: [^\n]*ничего не изменено[^\n]*\[cancelled\]\n\Z")
            self.assertEqual(self.personas(opened), 1)

    def test_kill_in_the_middle(self):
        opened = self.store()
        process = self.half_way(opened)
        process.kill()
        process.communicate()
        self.assertEqual(process.returncode, -signal.SIGKILL)
        self.assertEqual(self.personas(opened), 1)
        answer = self.kto("resolve", *opened, "--at", "2024-10-01", input=harness.as_lines([harness.person()]), code=DONE)
        self.assertEqual(answer.objects[0]["verdict"], "sign_in")
        self.file("all.csv", HEADINGS.encode() + b"\n" + b"\n".join(ROWS) + b"\n")
        self.kto("import", *opened, "all.csv", code=DONE)
        self.assertEqual(self.personas(opened), 1 + len(ROWS))

    def test_reading_while_an_import_is_half_way(self):
        opened = self.store()
        process = self.half_way(opened)
        answer = self.kto("resolve", *opened, "--at", "2024-10-01", input=harness.as_lines([harness.person()]), code=DONE)
        self.assertEqual(answer.objects[0]["verdict"], "sign_in")
        self.assertEqual(self.personas(opened), 1)
        process.communicate()
        self.assertEqual(process.returncode, DONE)
        self.assertEqual(self.personas(opened), 1 + len(ROWS))

    def test_two_imports_at_once(self):
        opened = self.store()
        first = self.half_way(opened)
        second = self.start("import", *opened, self.file("two.csv", f"{HEADINGS}\nx;О;38;Ким;Алексей;;;01.01.1990;М;Родитель\n"))
        _, err = second.communicate()  # it waits for the first one, then gives up
        self.assertEqual(second.returncode, FAILED)
        self.assertIn("store_busy", err.decode())
        self.assertIn("ничего не изменено", err.decode())
        first.communicate()
        self.assertEqual(first.returncode, DONE)
        self.kto("import", *opened, "two.csv", code=DONE)
        self.assertEqual(self.personas(opened), 2 + len(ROWS))

    def test_two_imports_into_a_new_store(self):
        key = self.key()
        opened = ["--store", "sqlite:new.db", "--key", key]
        files = [self.file(f"{n}.csv", f"{HEADINGS}\n{n};О;38;Ким;Алексей;;;01.01.1990;М;Родитель\n") for n in range(4)]
        processes = [self.start("import", *opened, name) for name in files]
        for process in processes:
            _, err = process.communicate()
            self.assertEqual(process.returncode, DONE, err.decode())
        self.assertEqual(self.personas(opened), 4)

    def test_a_full_disk_below_standard_output(self):
        opened = self.store()
        ask = harness.as_lines([harness.person()] * 5)
        roster = self.file("r.csv", f"{HEADINGS}\n{harness.ROW}\n")
        for call in (["name"], ["name", "--json"], ["compare"], ["snils"], ["resolve", *opened], ["check", *opened],
                     ["--help"], ["--version"], ["key", "create", "made.kto-key"]):
            with open("/dev/full", "wb") as full:
                process = self.start(*call, stdout=full)
                _, err = process.communicate(ask)
            self.assertEqual(process.returncode, FAILED, call)
            self.assertRegex(err.decode(), r"\Akto: [^\n]*disk_full[^\n]*\n\Z")
        with open("/dev/full", "wb") as full:
            process = self.start("import", *opened, roster, stdout=full)
            _, err = process.communicate()
        self.assertEqual(process.returncode, FAILED)
        self.assertIn("загрузка завершена", err.decode())
        with open("/dev/full", "wb") as full:
            process = self.start("import", "--dry-run", *opened, roster, stdout=full)
            _, err = process.communicate()
        self.assertEqual(process.returncode, FAILED)
        self.assertNotIn("загрузка завершена", err.decode())  # nothing was to be done

    def test_a_reader_that_goes_away(self):
        opened = self.store()
        lines = harness.as_lines([harness.person()] * 2000)
        for call, text in ((["name", "--json"], b"a\n" * 200000), (["snils"], b"1\n" * 200000), (["resolve", *opened], lines)):
            process = self.start(*call)
            process.stdout.close()
            try:
                _, err = process.communicate(text)
            except BrokenPipeError:
                err = process.stderr.read()
            self.assertEqual((process.wait(), err), (FAILED, b""), call)

    def test_a_reader_that_goes_away_is_noticed_while_requests_go_on(self):
        process = self.start("resolve", *self.store(), bufsize=0)
        line = harness.as_lines([harness.person()])
        with self.assertRaises(BrokenPipeError):  # else they are all taken, and answered to nobody
            for number in range(20000):
                process.stdin.write(line)
                if number == 0:
                    process.stdout.readline()
                    process.stdout.close()
        process.stdin.close()
        self.assertEqual((process.wait(), process.stderr.read()), (FAILED, b""))
        process.stderr.close()

    def test_an_import_whose_report_nobody_reads_is_done(self):
        opened = self.store()
        roster = self.file("all.csv", HEADINGS.encode() + b"\n" + b"\n".join(ROWS) + b"\n")
        process = self.start("import", *opened, roster)
        process.stdout.close()
        err = process.stderr.read()
        self.assertEqual(process.wait(), FAILED)
        self.assertIn("загрузка завершена", err.decode())
        self.assertEqual(self.personas(opened), 1 + len(ROWS))
        process.stderr.close()
        process.stdin.close()

    def test_no_progress_unless_on_a_terminal(self):
        opened = self.store()
        self.file("all.csv", HEADINGS.encode() + b"\n" + b"\n".join(ROWS) + b"\n")
        self.assertEqual(self.kto("import", *opened, "all.csv", code=DONE).err, b"")
        self.assertEqual(self.kto("check", *opened, code=DONE).err, b"")

    def test_progress_on_a_terminal(self):
        opened = self.store()
        self.file("all.csv", HEADINGS.encode() + b"\n" + b"\n".join(ROWS) + b"\n")
        master, slave = os.openpty()
        process = self.start("import", *opened, "all.csv", stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=slave)
        os.close(slave)
        seen = b""
        while True:
            try:
                piece = os.read(master, 4096)
            except OSError:  # the other end is closed
                break
            if not piece:
                break
            seen += piece
        os.close(master)
        self.assertEqual(process.wait(), DONE)
        # A machine so fast that all is done before the first line is drawn shows none.
        if seen:
            self.assertIn("строк", seen.decode())
            self.assertTrue(seen.endswith(b"\r\x1b[K"))

    def test_closed_standard_streams(self):
        """No file of ours takes the number of a closed stream and is then written to."""
        opened = self.store()
        roster = self.file("r.csv", f"{HEADINGS}\n{harness.ROW}\n")
        before = {p.name: p.read_bytes() for p in self.folder.iterdir() if p.suffix != ".db"}
        for call, code in ((["import", *opened, roster], FAILED), (["check", *opened], FAILED), (["name"], FAILED),
                           (["resolve", *opened, "none"], FAILED)):
            command = " ".join(["exec", str(harness.KTO), *call, "<&- >&- 2>&-"])
            done = subprocess.run(["sh", "-c", command], cwd=self.folder, env=self.environment(), timeout=60)
            self.assertEqual(done.returncode, code, call)
        done = subprocess.run(["sh", "-c", f"exec {harness.KTO} name <&-"], capture_output=True, env=self.environment(), timeout=60)
        self.assertEqual(done.returncode, FAILED)
        self.assertIn("file_read", done.stderr.decode())
        self.assertEqual(before, {p.name: p.read_bytes() for p in self.folder.iterdir() if p.name in before})
        self.assertEqual(self.personas(opened), 1)
