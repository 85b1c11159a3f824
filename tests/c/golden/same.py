"""The C face prints byte for byte what the command prints: both languages, both faces, every public vector."""
import subprocess
import sys
import tempfile
from pathlib import Path

kto, resolve, vectors = sys.argv[1], sys.argv[2], Path(sys.argv[3]) / "signin"
faults = []
with tempfile.TemporaryDirectory() as place:
    uri = f"sqlite:{place}/s.db"
    subprocess.run([kto, "import", "--store", uri, "--unsealed", vectors / "roster.csv"], check=True, capture_output=True)
    for lang in ("ru", "en"):
        for face in ("person", "admin"):
            command = [kto, "--lang", lang, "resolve", "--store", uri, "--region", "38", "--rules", "ru-2024", "--at", "2024-10-01"]
            if face == "admin":
                command.append("--admin")
            theirs = subprocess.run([*command, vectors / "requests.jsonl"], check=True, capture_output=True).stdout
            ours = subprocess.run([resolve, uri, vectors / "requests.jsonl", lang, face], check=True, capture_output=True).stdout
            lines = list(zip(theirs.splitlines(), ours.splitlines()))
            if theirs != ours or len(lines) != 36:
                place_of = next((i for i, (a, b) in enumerate(lines, 1) if a != b), len(lines))
                faults.append(f"{lang}, {face}: the answers differ at line {place_of}")
print("\n".join(faults) if faults else "144 answers are the same")
sys.exit(1 if faults else 0)
