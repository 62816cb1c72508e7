"""G1: nothing answers whoever has not logged in, and every view asks for a permission."""

from app.core.web.hardened import SafeModelView
from tests.architecture.walking import addresses

#: Answers strangers: the door itself, coming back through it, the choice of its language.
DOOR = {
    "LoginView.login", "LoginView.renew", "LoginView.code", "LoginView.oidc",
    "LoginView.oidc_callback", "LocaleView.index",
}  # fmt: skip
#: Asks for nothing more than a login: leaving, the way back, one's own account.
ANY_OFFICER = DOOR | {
    "IndexView.index", "HomeView.index", "UtilView.back", "LoginView.logout",
    "OwnDataView.data", "OwnPasswordView.password", "OwnPasswordView.strength",
    "OwnSessionView.list", "OwnSessionView.end", "OwnSessionView.end_others",
    "OwnPreferenceView.preferences", "OwnPreferenceView.keep", "OwnPreferenceView.speak",
    "OwnFactorView.factor", "OwnFactorView.confirm", "OwnFactorView.codes", "OwnFactorView.off",
    "OwnActivityView.list",
    "SeatView.show", "SeatView.end", "SeatView.sit", "SeatView.stop", "SeatView.handover",
}  # fmt: skip


def test_every_exposed_method_asks_for_a_permission(app):
    # SafeModelView asks in its two action routes itself: which permission depends on the act.
    careless = [
        f"{view.endpoint}.{name}"
        for view in app.appbuilder.baseviews
        for name in dir(type(view))
        if hasattr(method := getattr(type(view), name), "_urls")
        and not hasattr(method, "_permission_name")
        and f"{view.endpoint}.{name}" in app.view_functions
        and f"{view.endpoint}.{name}" not in ANY_OFFICER
        and getattr(SafeModelView, name, None) is not method
    ]
    assert not careless, f"give these @has_access (FAB checks nothing by itself): {careless}"


def test_every_route_belongs_to_a_view_of_the_framework(app):
    views = {view.endpoint for view in app.appbuilder.baseviews}
    views.add("gallery")  # the exhibition of parts: developers alone switch it on
    strays = {
        endpoint for endpoint, _ in addresses(app) if endpoint.rpartition(".")[0] not in views
    }
    assert not strays, f"make these methods of a BaseView, where permissions are asked: {strays}"


def test_a_stranger_is_shown_the_door_and_nothing_else(app, as_):
    stranger = as_()
    for method in ("GET", "POST"):
        for endpoint, address in addresses(app, method):
            if endpoint in DOOR:
                continue
            answer = stranger.open(address, method=method)
            sent_to_the_door = answer.status_code == 302 and "/login" in answer.location
            assert sent_to_the_door or answer.status_code in {400, 401, 403, 404}, (
                f"{method} {address} ({endpoint}) answered a stranger with {answer.status_code}:"
                " give it @has_access"
            )
