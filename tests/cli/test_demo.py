"""The demo: its data are what their maker makes, its story runs twice, and every verdict occurs in it."""
import json
import subprocess
import sys

import harness
from harness import DONE, Case

VERDICTS = {"sign_in", "choose", "activate", "link", "ask_school", "await_consent", "link_guardian", "raise_level",
            "grant_access", "complete_profile", "try_again", "refuse"}


class Demo(Case):
    def test_data_are_made_by_their_maker(self):
        data = harness.ROOT / "examples" / "data"
        subprocess.run([sys.executable, str(data / "make_demo.py"), str(self.folder)], check=True)
        for name in ("school38.csv", "signins.jsonl"):
            self.assertEqual((self.folder / name).read_bytes(), (data / name).read_bytes(), name)

    def test_roster_is_as_excel_saves_it(self):
        raw = (harness.ROOT / "examples" / "data" / "school38.csv").read_bytes()
        self.assertEqual(raw.count(b"\r\n"), raw.count(b"\n"))
        self.assertIn("Соловьев", raw.decode("cp1251"))
        with self.assertRaises(UnicodeDecodeError):
            raw.decode("utf-8")

    def test_story_runs_twice(self):
        outputs = []
        for _ in range(2):
            done = subprocess.run([str(harness.ROOT / "scripts" / "demo-run"), str(harness.KTO), str(self.folder / "demo")],
                                  capture_output=True, env=self.environment(), timeout=300)
            self.assertEqual(done.returncode, DONE, done.stdout.decode() + done.stderr.decode())
            outputs.append(done.stdout)
        self.assertEqual(outputs[0], outputs[1])
        answers = [json.loads(line) for line in (self.folder / "demo" / "answers.jsonl").read_text().splitlines()]
        self.assertEqual({answer["verdict"] for answer in answers}, VERDICTS)
        for answer in answers:
            self.assertIn(answer["request_id"], outputs[0].decode())

    def test_story_in_english(self):
        done = subprocess.run([str(harness.ROOT / "scripts" / "demo-run"), str(harness.KTO), str(self.folder / "demo"), "en"],
                              capture_output=True, env=self.environment(), timeout=300)
        self.assertEqual(done.returncode, DONE, done.stderr.decode())
        self.assertIn("Key made", done.stdout.decode())
