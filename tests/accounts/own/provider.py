"""A small identity provider behind a port: discovery, authorization, token with PKCE, keys."""

import base64
import hashlib
import secrets
import threading
from urllib.parse import urlencode

from flask import Flask, jsonify, redirect, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

from app.core import clock

CLIENT, SECRET = "petitions", "a secret of the provider"


class Provider:
    """Says of everybody that he is ``who``; tests make it lie."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "one"}, private=True)
        self.signs_with = self.key
        self.who = "triage-officer"
        self.claims: dict[str, object] = {}
        self.asked: dict[str, dict[str, str]] = {}
        app = Flask(__name__)
        app.add_url_rule("/.well-known/openid-configuration", "about", self.about)
        app.add_url_rule("/authorize", "authorize", self.authorize)
        app.add_url_rule("/token", "token", self.token, methods=["POST"])
        app.add_url_rule("/keys", "keys", lambda: jsonify(keys=[self.key.as_dict(private=False)]))
        self.server = make_server("127.0.0.1", 0, app, threaded=True)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def about(self):
        return jsonify(
            issuer=self.url,
            authorization_endpoint=f"{self.url}/authorize",
            token_endpoint=f"{self.url}/token",
            jwks_uri=f"{self.url}/keys",
            response_types_supported=["code"],
            subject_types_supported=["public"],
            id_token_signing_alg_values_supported=["RS256"],
        )

    def authorize(self):
        code = secrets.token_urlsafe(16)
        self.asked[code] = request.args.to_dict()
        answer = {"code": code, "state": request.args["state"]}
        return redirect(f"{request.args['redirect_uri']}?{urlencode(answer)}")

    def token(self):
        asked = self.asked.pop(request.form["code"], None)
        proof = hashlib.sha256(request.form.get("code_verifier", "").encode()).digest()
        shown = base64.urlsafe_b64encode(proof).rstrip(b"=").decode()
        known = request.authorization and request.authorization.password == SECRET
        if asked is None or not known or asked.get("code_challenge") != shown:
            return jsonify(error="invalid_grant"), 400
        now = int(clock.now().timestamp())
        claims = {
            "iss": self.url, "aud": CLIENT, "sub": "7", "iat": now, "exp": now + 60,
            "nonce": asked["nonce"], "preferred_username": self.who,
        } | self.claims  # fmt: skip
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.signs_with)
        return jsonify(access_token="x", token_type="Bearer", expires_in=60, id_token=token)
